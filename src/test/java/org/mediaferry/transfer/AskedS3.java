package org.mediaferry.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A store that remembers what it was asked and answers what it was told. */
final class AskedS3 implements S3Client {

    private final List<GetObjectRequest> gets = new ArrayList<>();
    private final List<PutObjectRequest> puts = new ArrayList<>();
    private final List<HeadObjectRequest> heads = new ArrayList<>();
    private final List<CopyObjectRequest> copies = new ArrayList<>();
    private final List<CreateMultipartUploadRequest> begins = new ArrayList<>();
    private UploadPartResponse answerToPart = UploadPartResponse.builder().build();
    private CompleteMultipartUploadResponse answerToEnd =
            CompleteMultipartUploadResponse.builder().build();
    private CopyObjectResponse answerToCopy = CopyObjectResponse.builder().build();
    private PutObjectResponse answerToPut = PutObjectResponse.builder().build();
    private Supplier<HeadObjectResponse> answerToHead = () -> {
        throw NoSuchKeyException.builder().statusCode(404).build();
    };

    AskedS3 answeringPutWith(PutObjectResponse answer) {
        answerToPut = answer;
        return this;
    }

    AskedS3 answeringPartsWith(UploadPartResponse answer, CompleteMultipartUploadResponse end) {
        answerToPart = answer;
        answerToEnd = end;
        return this;
    }

    AskedS3 answeringCopyWith(CopyObjectResponse answer) {
        answerToCopy = answer;
        return this;
    }

    /** Has an object; how it was answered goes into the answer's HTTP part. */
    AskedS3 holding(Consumer<HeadObjectResponse.Builder> object) {
        answerToHead = () -> HeadObjectResponse.builder().applyMutation(object).build();
        return this;
    }

    AskedS3 refusingHead(RuntimeException failure) {
        answerToHead = () -> {
            throw failure;
        };
        return this;
    }

    List<GetObjectRequest> gets() {
        return gets;
    }

    List<PutObjectRequest> puts() {
        return puts;
    }

    List<CopyObjectRequest> copies() {
        return copies;
    }

    List<CreateMultipartUploadRequest> begins() {
        return begins;
    }

    List<HeadObjectRequest> heads() {
        return heads;
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        gets.add(request);
        return null;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        puts.add(request);
        return answerToPut;
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        copies.add(request);
        return answerToCopy;
    }

    @Override
    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
        return ListMultipartUploadsResponse.builder().build();
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        begins.add(request);
        return CreateMultipartUploadResponse.builder().uploadId("upload").build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        try (InputStream bytes = body.contentStreamProvider().newStream()) {
            bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answerToPart;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        return answerToEnd;
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        heads.add(request);
        return answerToHead.get();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
